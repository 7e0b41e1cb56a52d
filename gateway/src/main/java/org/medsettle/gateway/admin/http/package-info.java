/** HTTP of the admin door: requests, routes, answers and problem documents; knows no endpoint. */
@NullMarked
package org.medsettle.gateway.admin.http;

import org.jspecify.annotations.NullMarked;
