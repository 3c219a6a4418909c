/** A Mongo-wire store in this process on one file, which loses no write that it acknowledged. */
@NullMarked
package org.prytany.store.embedded;

import org.jspecify.annotations.NullMarked;
