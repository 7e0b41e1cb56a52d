/** The insured person: citizen id, insurance, home area. */
@NullMarked
package org.medsettle.domain.person;

import org.jspecify.annotations.NullMarked;
