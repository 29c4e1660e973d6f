namespace Cendra.Lifecycle.Reservations.Upload;

/// <summary>A file is no table of bookings. The message is for a host and says what to change; nothing follows from the file.</summary>
public sealed class TableException(string inWords, Exception? cause = null) : Exception(inWords, cause);
