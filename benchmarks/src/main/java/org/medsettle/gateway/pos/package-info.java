/** Benchmarks of the POS door's stages; in the door's own package, since its stages are nobody else's business. */
@NullMarked
package org.medsettle.gateway.pos;

import org.jspecify.annotations.NullMarked;
