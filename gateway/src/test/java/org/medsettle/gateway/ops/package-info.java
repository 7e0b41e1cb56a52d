/** A whole node as operators meet it: its log, its pages, its console, its signals. */
package org.medsettle.gateway.ops;
