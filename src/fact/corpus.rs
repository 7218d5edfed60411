//! What facts say.
