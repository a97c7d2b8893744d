"""依申请公开: applications for information, from their arrival to the archive. The law decides (`regulation`), the
ledger remembers (`audit`); what stands in tables here is an index, and the sealed words of applicants."""
