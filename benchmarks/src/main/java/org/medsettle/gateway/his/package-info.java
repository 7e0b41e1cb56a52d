/** Benchmarks of the HIS door's stages; in the door's own package, since its stages are nobody else's business. */
@NullMarked
package org.medsettle.gateway.his;

import org.jspecify.annotations.NullMarked;
