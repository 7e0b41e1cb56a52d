/** The personal accounts in Chronicle Map: the only room that imports {@code net.openhft}. Hot side, opening apart. */
@NullMarked
package org.medsettle.store.chronicle;

import org.jspecify.annotations.NullMarked;
