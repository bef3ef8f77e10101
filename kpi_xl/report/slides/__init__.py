"""The report as a presentation: one slide a section, with native charts that can be edited in PowerPoint."""
