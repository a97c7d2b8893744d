"""The Regulation (政府信息公开条例) as code: dated data and pure functions. No clock, no network, no framework."""
