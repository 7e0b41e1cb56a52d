/** The life of a card through all doors of a whole node. */
package org.medsettle.gateway.cards;
