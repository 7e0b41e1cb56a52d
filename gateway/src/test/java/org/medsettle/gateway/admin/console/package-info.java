/** Tests of the console: what its files are served like, and the page in a real browser. */
package org.medsettle.gateway.admin.console;
