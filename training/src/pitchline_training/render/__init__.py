"""Synthetic photographs of machined parts, with the exact mask of every defect in them."""

from .scene import RenderedObject, Scene, render_scene

__all__ = ["RenderedObject", "Scene", "render_scene"]
