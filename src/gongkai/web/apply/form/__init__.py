"""提出申请: the official form, its draft, its receipt."""
