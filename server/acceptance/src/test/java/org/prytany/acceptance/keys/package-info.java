/** That the server has no key, looked for with the means of a plugin. */
@NullMarked
package org.prytany.acceptance.keys;

import org.jspecify.annotations.NullMarked;
