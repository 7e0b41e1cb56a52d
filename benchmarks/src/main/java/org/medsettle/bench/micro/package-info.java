/** JMH benchmarks, one class per stage; run them with {@code bin/medsettle bench micro}. */
@NullMarked
package org.medsettle.bench.micro;

import org.jspecify.annotations.NullMarked;
