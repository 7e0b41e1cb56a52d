/** Identities as they may be shown: masked, each by its type. Pure: nothing but the JDK and the nouns. */
@NullMarked
package org.medsettle.domain.mask;

import org.jspecify.annotations.NullMarked;
