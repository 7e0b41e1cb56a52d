/** HTTP under the HIS door: strict HTTP/1.1 with pipelining, HTTP/2, limits and deadlines. Hot; knows nothing of settlements. */
@NullMarked
package org.medsettle.gateway.his.http;

import org.jspecify.annotations.NullMarked;
