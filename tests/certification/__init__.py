"""Certificates of training."""
