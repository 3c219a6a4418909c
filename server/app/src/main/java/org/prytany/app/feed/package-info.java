/** An Atom feed of a DAO's digests. */
@NullMarked
package org.prytany.app.feed;

import org.jspecify.annotations.NullMarked;
