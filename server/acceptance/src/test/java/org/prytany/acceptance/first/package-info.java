/** Somebody's first DAO, by the page that says how. */
@NullMarked
package org.prytany.acceptance.first;

import org.jspecify.annotations.NullMarked;
