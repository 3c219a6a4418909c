/**
 * Lets an operator's model write beside digests when nothing else is to be done, one text after the
 * other on a thread of its own, and knows what of it may be shown.
 */
@NullMarked
package org.prytany.app.writing;

import org.jspecify.annotations.NullMarked;
