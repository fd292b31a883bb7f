"""Is this an own post, and when was it published?"""
