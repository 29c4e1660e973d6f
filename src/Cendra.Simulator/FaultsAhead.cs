namespace Cendra.Simulator;

/// <summary>Faults that were asked for "the next n times" and have not happened yet, over all doors; whoever asks for them can so tell what really happened.</summary>
/// <param name="Sets">Operations that locks will refuse.</param>
/// <param name="Removals">Removals that locks will refuse.</param>
/// <param name="Webhooks">Webhook calls that will be dropped, made twice, held back.</param>
/// <param name="Callbacks">Status callbacks of messages that will be dropped, made twice, held back.</param>
public sealed record FaultsAhead(int Sets, int Removals, (int Dropped, int Doubled, int Reordered) Webhooks, (int Dropped, int Doubled, int Reordered) Callbacks);
