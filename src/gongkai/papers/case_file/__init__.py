"""一案一档: a case as one sealed file: cover, contents, papers, events, digests."""
