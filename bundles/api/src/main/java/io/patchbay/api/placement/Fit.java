package io.patchbay.api.placement;

/** A matcher's verdict on one worker. */
public enum Fit {
    /** Cannot serve this preference. */
    UNFIT,
    /** Can serve it, and is a candidate where no available worker is {@link #PREFERRED}. */
    FITS,
    /** Serves it best. */
    PREFERRED
}
