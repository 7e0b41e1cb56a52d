/** JSON as tests read it. */
package org.medsettle.gateway.json;
