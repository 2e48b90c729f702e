"""The demo: invented people in named situations, the registries that tell of them, and their accounts."""
