using Cendra.Simulator.Locks;
using Cendra.Simulator.State;
using Cendra.Simulator.Twilio;

namespace Cendra.Simulator.Phones;

/// <summary>What lies on the phones, and which of them WhatsApp reaches.</summary>
internal sealed class PhoneBook(World world)
{
    /// <summary>Free text may be sent this long after the guest's last message (<see href="https://www.twilio.com/docs/whatsapp/key-concepts">Twilio</see>).</summary>
    private static readonly TimeSpan Window = TimeSpan.FromHours(24);

    private TwilioState State => world.State.Twilio;

    public bool IsOnWhatsApp(string number) => !State.NotOnWhatsApp.Contains(number);

    public bool IsWindowOpen(string number) => State.LastWroteAtUtc.TryGetValue(number, out var lastUtc) && world.NowUtc < lastUtc + Window;

    /// <summary>A message of ours reached the phone.</summary>
    public void Receive(TextState text) => Add(PhoneAddress.NumberOf(text.To), text, "in");

    /// <summary>The guest opened it.</summary>
    public void MarkRead(TextState text)
    {
        if (Entries(PhoneAddress.NumberOf(text.To)).Find(entry => entry.Sid == text.Sid) is { } entry)
        {
            entry.Status = text.Status;
        }
    }

    /// <summary>What the holder wrote was read.</summary>
    public void MarkSeen(TextState text)
    {
        if (Entries(PhoneAddress.NumberOf(text.From)).Find(entry => entry.Sid == text.Sid) is { } entry)
        {
            entry.Status = "read";
        }
    }

    /// <summary>The guest wrote; on WhatsApp that opens the window.</summary>
    public void Write(TextState text)
    {
        var number = PhoneAddress.NumberOf(text.From);
        Add(number, text, "out");
        if (PhoneAddress.ChannelOf(text.From) == PhoneChannels.WhatsApp)
        {
            State.LastWroteAtUtc[number] = world.NowUtc;
        }
    }

    public List<PhoneEntryState> Entries(string number) => State.Phones.GetValueOrDefault(number) ?? [];

    private void Add(string number, TextState text, string direction)
    {
        if (!State.Phones.TryGetValue(number, out var entries))
        {
            State.Phones[number] = entries = [];
        }

        entries.Add(new PhoneEntryState
        {
            Sid = text.Sid,
            Channel = PhoneAddress.ChannelOf(text.To),
            Direction = direction,
            Body = text.Body,
            AtUtc = world.NowUtc,
            Status = text.Status,
            ButtonText = text.ButtonText,
            Buttons = text.Buttons,
        });
    }
}
