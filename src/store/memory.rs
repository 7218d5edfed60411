//! A store that forgets when the page is closed: for tests, and for frames that are denied storage.
