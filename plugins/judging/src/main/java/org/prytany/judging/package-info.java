/**
 * Says what is wrong with a plugin's answer. Host and testkit judge by this code, so that what
 * passes the one passes the other.
 */
@NullMarked
package org.prytany.judging;

import org.jspecify.annotations.NullMarked;
