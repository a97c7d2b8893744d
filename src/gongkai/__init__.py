"""政府信息公开 under State Council Decree 711: from publication and application to the annual report."""
