package io.patchbay.api.placement;

/** Why a worker is given nothing new before its next report, although what it reported last may say that it is ready. */
public enum PassedOver {
    /** Somebody could not reach it ({@link Placement#passOver}), and its report is overdue. */
    UNREACHED,
    /** It counts seats and has been silent for some reports, while another one of the same capacity has seats to give. */
    SILENT
}
