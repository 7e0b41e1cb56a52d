/** What a node can be told: one file, environment, command line; plain records that every room may read. Cold: records, no buffers. */
@NullMarked
package org.medsettle.gateway.config;

import org.jspecify.annotations.NullMarked;
