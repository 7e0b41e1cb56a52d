package org.medsettle.gateway.his;

import org.medsettle.gateway.admission.Admission;

/**
 * What holds back who asks too much at the HIS door.
 *
 * <p>Threads: as its parts.
 *
 * @param admission of every request, by sender and connection
 * @param inquiries of card inquiries, by institution, and who is told of them
 */
public record HisLimits(Admission admission, InquiryDesk inquiries) {
    /** Nobody is held back. */
    public static HisLimits none() {
        return new HisLimits(new Admission(), InquiryDesk.open());
    }
}
