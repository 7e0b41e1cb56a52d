/** Social-security cards, their states, and what else identifies a person at a window. */
@NullMarked
package org.medsettle.domain.card;

import org.jspecify.annotations.NullMarked;
