/** A terminal for tests, written from the field tables alone: it shares no code with the door. */
package org.medsettle.gateway.posclient;
