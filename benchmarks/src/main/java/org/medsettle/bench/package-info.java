/** The benchmarks of Medsettle: {@code bin/medsettle bench}. */
@NullMarked
package org.medsettle.bench;

import org.jspecify.annotations.NullMarked;
