"""Acts on applications, by subject. Each raises what `audit.acting.perform` raises."""
