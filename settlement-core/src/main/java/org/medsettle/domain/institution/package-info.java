/** Hospitals, clinics, pharmacies and pilot venues that settle. */
@NullMarked
package org.medsettle.domain.institution;

import org.jspecify.annotations.NullMarked;
