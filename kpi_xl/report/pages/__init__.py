"""The pages that a report has only where there are data for them: what each is headed by, which KPIs it leads with."""
