"""Training and export of the YOLOv8n model. Everything here needs Ultralytics, which is AGPL-3.0."""
