/**
 * How an act leaves the house: signed, sent, read back, taken back, and held while anything stands
 * against it.
 */
@NullMarked
package org.prytany.governance.sending;

import org.jspecify.annotations.NullMarked;
