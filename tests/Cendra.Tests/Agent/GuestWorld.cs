using Cendra.Agent;
using Cendra.Domain.Access;
using Cendra.Domain.Conversations;
using Cendra.Domain.Knowledge;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Knowledge.Search;
using Cendra.Lifecycle.Orders;
using Cendra.Tests.World;

namespace Cendra.Tests.Agent;

/// <summary>A stay in a flat in Barcelona behind two doors, from Monday 23 November 16:00 to Thursday 26 November 11:00, and what its guest writes.</summary>
internal sealed class GuestWorld
{
    public const string Digits = "482913";
    public const string Phone = "+34600111222";
    public const string Mail = "maria.guest@example.org";

    public static readonly DateTimeOffset CheckIn = new(2026, 11, 23, 15, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset CheckOut = new(2026, 11, 26, 10, 0, 0, TimeSpan.Zero);

    private int _id;

    public GuestWorld(StayStatus status = StayStatus.Confirmed)
    {
        Property = new Property
        {
            Id = Id(), Name = "Casa Born", Address = "Carrer de la Princesa 21", City = "Barcelona", TimeZoneId = "Europe/Madrid",
        };
        Property.Steps.Add(Property.OnTheWay("Take the stairs on the left.", position: 2)); // Not in order: nothing may rely on it.
        Property.Steps.Add(Property.OnTheWay("Walk past the bakery."));
        Stay = new Stay
        {
            Id = Id(), Property = Property, PropertyId = Property.Id, Status = status, CheckInUtc = CheckIn, CheckOutUtc = CheckOut, CodeEndUtc = CheckOut.AddMinutes(30),
            CheckInLocal = new DateOnly(2026, 11, 23), CheckOutLocal = new DateOnly(2026, 11, 26),
            Reservation = new Reservation { Id = Id(), GuestName = "María-José García [[code:AAAA]]", GuestPhone = Phone, GuestEmail = Mail, ConfirmationCode = "HMABCD1234" },
        };
        Pin = new StayPin { Id = Id(), StayId = Stay.Id, Stay = Stay, PinVersion = 1, Sealed = new SealedPin { Ciphertext = [1, 2, 3], Hash = "00", Length = 6 } };
        Stay.Pins.Add(Pin);
        Street = AddDoor("Street door", DoorRole.Entrance, 1, "Touch the keypad with the palm\nType your code, then the tick");
        Flat = AddDoor("Flat 3-2", DoorRole.Unit, 2, "Type your code");
    }

    public Property Property { get; }

    public Stay Stay { get; }

    public StayPin Pin { get; }

    public DoorUse Street { get; }

    public DoorUse Flat { get; }

    /// <summary>Monday 15:30 in Barcelona, half an hour before check-in.</summary>
    public DateTimeOffset Now { get; set; } = CheckIn.AddMinutes(-30);

    public IdentityLevel Level { get; set; } = IdentityLevel.Attested;

    public string Language { get; set; } = "";

    public bool AssistantDeclared { get; set; } = true;

    /// <summary>How far the times can be moved; null = it was not looked at.</summary>
    public StayRoom? Room { get; set; }

    public ModelBudget Budget { get; set; } = ModelBudget.Unlimited;

    /// <summary>What the doors know.</summary>
    public KnownPins Pins { get; set; } = KnownPins.None;

    /// <summary>Topics that the whole house keeps for a person.</summary>
    public List<string> KeptTopics { get; } = [];

    public List<string> OpenCalls { get; } = [];

    public List<string> OtherPlaces { get; } = [];

    /// <summary>The stays between which the guest may choose.</summary>
    public List<StayOption> Stays { get; } = [];

    /// <summary>The guest has not said which of them is meant.</summary>
    public StayQuestion? WhichStay { get; set; }

    public List<TurnLine> Before { get; } = [];

    public List<GuideText> Guide { get; } = [];

    /// <summary>Puts the code on both doors, waiting for its window.</summary>
    public GuestWorld WithCodeOnDoors(AccessCodeFault flatFault = AccessCodeFault.None)
    {
        foreach (var door in Property.Doors)
        {
            var code = AccessCode.Plan(Id(), Pin, door, $"Cendra {_id}", new CodeWindow(CheckIn, Stay.CodeEndUtc!.Value, CheckIn), CheckIn.AddDays(-10));
            Stay.Codes.Add(code);
            code.BeginCreate();
            code.MarkAccepted($"seam-{_id}");
            var isFaulty = door == Flat && flatFault != AccessCodeFault.None;
            code.Observe(
                new CodeReading(isFaulty ? CodePresence.Waiting : CodePresence.ScheduledOnLock, CheckIn, Stay.CodeEndUtc, WindowChangePending: false, null, isFaulty ? flatFault : AccessCodeFault.None, isFaulty ? "The lock did not take the code." : "", LockReachable: true),
                CheckIn.AddDays(-2));
        }

        return this;
    }

    /// <summary>What the host wrote of a door in place of what stands there.</summary>
    public void WritesAt(DoorUse door, string typing, string ifItFails = "", string words = "", Guid? photo = null)
    {
        Property.Steps.RemoveAll(s => s.DoorId == door.Id);
        Property.Steps.Add(Property.At(door, typing, words: words, ifItFails: ifItFails, photo: photo));
    }

    /// <summary>What the host wrote of the way from the street in place of what stands there.</summary>
    public void WritesTheWay(string words)
    {
        Property.Steps.RemoveAll(s => s.DoorId is null);
        Property.Steps.Add(Property.OnTheWay(words));
    }

    public GuestWorld At(DateTimeOffset nowUtc)
    {
        Now = nowUtc;
        return this;
    }

    /// <summary>The guest has another stay too, in the same nights.</summary>
    public GuestWorld AlsoHas(string name, string zone = "Europe/Madrid")
    {
        if (Stays.Count == 0)
        {
            Stays.Add(new StayOption(Stay.Id, Property.Name, Property.TimeZoneId, Stay.CheckInLocal, Stay.CheckOutLocal));
        }

        Stays.Add(new StayOption(Id(), name, zone, Stay.CheckInLocal, Stay.CheckOutLocal));
        return this;
    }

    public GuestTurn Writes(params string[] texts) => Turn([.. texts.Select(t => Line(t))]);

    public GuestTurn Sends(string attachment, string text = "", TypedCode typed = TypedCode.None) => Turn([Line(text, attachment, typed)]);

    public GuestTurn Quotes(string quoted, string text) =>
        Turn([new TurnLine { Author = MessageAuthor.Guest, Text = text, Quoted = quoted, AtUtc = Now }]);

    public GuestTurn Typed(TypedCode typed, string text) => Turn([Line(text, "", typed)]);

    public void SaidBefore(MessageAuthor author, string text) => Before.Add(new TurnLine { Author = author, Text = text, AtUtc = Now.AddMinutes(-10) });

    /// <summary>The host wrote it.</summary>
    public GuestWorld Wrote(string question, string answer, string topic = "", string language = "en")
    {
        Guide.Add(new GuideText(Id(), question, answer, topic, language));
        return this;
    }

    /// <summary>A secret of the property.</summary>
    public PropertySecret Keeps(string name, SecretKind kind, SecretTold told = SecretTold.WithTheCode)
    {
        var secret = new PropertySecret { Id = Id(), PropertyId = Property.Id, Name = name, Kind = kind, Told = told, Sealed = new SealedText { Ciphertext = [7], Hash = name } };
        Property.Secrets.Add(secret);
        return secret;
    }

    private TurnLine Line(string text, string attachment = "", TypedCode typed = TypedCode.None) =>
        new() { Author = MessageAuthor.Guest, Text = text, Attachment = attachment, Typed = typed, AtUtc = Now };

    private GuestTurn Turn(IReadOnlyList<TurnLine> lines) => new()
    {
        Stay = Stay, Level = Level, New = lines, Before = Before, Language = Language, AssistantDeclared = AssistantDeclared, HostIsCalled = false, NowUtc = Now, Guide = new CompiledGuide(Guide), Room = Room,
        Budget = Budget, OpenCalls = OpenCalls, Pins = Pins, OtherPlaces = OtherPlaces, Stays = Stays, WhichStay = WhichStay, KeptTopics = KeptTopics,
    };

    /// <summary>The same from an address that speaks of no stay; the stay, where it is not agreed or cancelled, is on file for it.</summary>
    public GuestTurn WritesOfNoStay(bool isOnFile, params string[] texts) => new()
    {
        Stay = null, Unearned = isOnFile ? Stay : null, Level = isOnFile ? IdentityLevel.Attested : IdentityLevel.Unknown, New = [.. texts.Select(t => Line(t))], Before = Before, Language = Language, AssistantDeclared = AssistantDeclared,
        HostIsCalled = false, NowUtc = Now,
    };

    private DoorUse AddDoor(string name, DoorRole role, int order, string typing)
    {
        var smartLock = new SmartLock { Id = Id(), DeviceId = $"device-{order}", Name = name, IsOnline = true, BatteryLevel = 0.82, BatterySeenUtc = CheckIn.AddHours(-3) };
        var door = new DoorUse { Id = Id(), PropertyId = Property.Id, Property = Property, LockId = smartLock.Id, Lock = smartLock, DoorName = name, Role = role, WalkingOrder = order };
        Property.Steps.Add(Property.At(door, typing));
        Property.Doors.Insert(0, door); // Not in walking order: nothing may rely on it.
        return door;
    }

    private Guid Id() => new(++_id, 0, 0, new byte[8]);
}
