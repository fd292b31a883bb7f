"""What a page is beside its posts: no site at all, whose system, spam, samples. Rules as data, one matcher each."""
