"""文书: letters, forms, case files and redacted copies, written from records. Pure: values in, bytes out."""
