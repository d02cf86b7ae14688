class JobError(Exception):
    """What a person can act on; the message names the option, file or blob, and the remedy."""
