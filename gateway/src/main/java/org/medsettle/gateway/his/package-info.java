/** The HIS door: the national interface of hospitals and pharmacies as JSON over HTTP. Hot; the contract is docs/spec/his.md. */
@NullMarked
package org.medsettle.gateway.his;

import org.jspecify.annotations.NullMarked;
