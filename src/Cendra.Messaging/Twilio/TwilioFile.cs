namespace Cendra.Messaging.Twilio;

/// <summary>A file that came with a message, as Twilio lists it.</summary>
/// <param name="Sid">Its id (<c>ME…</c>).</param>
/// <param name="ContentType"><c>image/jpeg</c> …; the sender's word.</param>
public sealed record TwilioFile(string Sid, string ContentType);
