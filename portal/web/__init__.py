"""The citizen's door: what a person sees of their own record, in a browser and on paper."""
