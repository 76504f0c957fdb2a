"""Training and export of YOLOv8n. Everything here needs Ultralytics, which is AGPL-3.0."""
