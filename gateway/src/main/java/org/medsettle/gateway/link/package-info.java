/** The only way between doors and core: commands in, replies out. */
@NullMarked
package org.medsettle.gateway.link;

import org.jspecify.annotations.NullMarked;
