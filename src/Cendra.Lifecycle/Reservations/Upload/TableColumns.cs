namespace Cendra.Lifecycle.Reservations.Upload;

/// <summary>What a column holds.</summary>
public enum TableColumn
{
    /// <summary>The booking's id; with one, a later upload changes the booking in place of adding another.</summary>
    Id,

    /// <summary>The code by which the guest knows the booking; it serves as the id where there is none.</summary>
    Code,

    /// <summary>A number or a time that rises with every change.</summary>
    Version,

    /// <summary>Confirmed, cancelled and so on; without the column every line is confirmed.</summary>
    Status,

    /// <summary>Which listing.</summary>
    Listing,

    /// <summary>The day of arrival.</summary>
    CheckIn,

    /// <summary>The day of departure.</summary>
    CheckOut,

    /// <summary>The time of arrival.</summary>
    CheckInTime,

    /// <summary>The time of departure.</summary>
    CheckOutTime,

    /// <summary>The guest's whole name.</summary>
    Guest,

    /// <summary>The first name, where names stand in two columns.</summary>
    FirstName,

    /// <summary>The last name, where names stand in two columns.</summary>
    LastName,

    /// <summary>The guest's telephone number.</summary>
    Phone,

    /// <summary>The guest's email address.</summary>
    Email,

    /// <summary>The guest's language.</summary>
    Language,

    /// <summary>How many people come.</summary>
    Guests,

    /// <summary>How many of them are grown up, where they are counted apart.</summary>
    Adults,

    /// <summary>How many are children.</summary>
    Children,

    /// <summary>How many are infants.</summary>
    Infants,

    /// <summary>Where it was booked.</summary>
    Channel,
}

/// <summary>By which headers programs' exports call what Cendra reads. Case, spaces, dashes and signs do not count. Pure.</summary>
public static class TableColumns
{
    /// <summary>The first name that a table has is taken; the order is from the surest to the vaguest.</summary>
    private static readonly Dictionary<TableColumn, string[]> Names = new()
    {
        [TableColumn.Id] = ["externalid", "reservationid", "bookingid", "reservationnumber", "bookingnumber", "booknumber", "reservationno", "bookingno", "bookingref", "bookingreference", "reservationref", "reference", "referencenumber", "id"],
        [TableColumn.Code] = ["confirmationcode", "confirmationnumber", "confirmation", "confirmationid", "reservationcode", "bookingcode"],
        [TableColumn.Version] = ["version", "updatedat", "updated", "lastupdated", "lastupdatedat", "lastupdate", "updatedon", "modifiedat", "modified", "lastmodified", "lastmodifiedat", "modifiedon", "dateupdated", "datemodified"],
        [TableColumn.Status] = ["status", "reservationstatus", "bookingstatus", "state"],
        [TableColumn.Listing] = ["listingexternalid", "listingid", "propertyid", "unitid", "roomid", "listing", "listingname", "listingnickname", "property", "propertyname", "rental", "rentalname", "unit", "unitname", "apartment", "apartmentname", "accommodation", "accommodationname", "house", "housename", "room", "roomname"],
        [TableColumn.CheckIn] = ["checkin", "checkindate", "arrival", "arrivaldate", "datearrival", "dateofarrival", "startdate", "datefrom", "fromdate", "from", "start", "begin"],
        [TableColumn.CheckOut] = ["checkout", "checkoutdate", "departure", "departuredate", "datedeparture", "dateofdeparture", "enddate", "dateto", "todate", "to", "until", "end"],
        [TableColumn.CheckInTime] = ["checkintime", "arrivaltime", "timeofarrival", "eta"],
        [TableColumn.CheckOutTime] = ["checkouttime", "departuretime", "timeofdeparture", "etd"],
        [TableColumn.Guest] = ["guestname", "guestnames", "guestfullname", "fullname", "guest", "mainguest", "primaryguest", "bookedby", "bookername", "customer", "customername", "name"],
        [TableColumn.FirstName] = ["guestfirstname", "firstname", "givenname"],
        [TableColumn.LastName] = ["guestlastname", "lastname", "surname", "familyname"],
        [TableColumn.Phone] = ["phone", "guestphone", "phonenumber", "guestphonenumber", "telephone", "telephonenumber", "tel", "mobile", "mobilephone", "mobilenumber", "contact", "contactnumber"],
        [TableColumn.Email] = ["email", "guestemail", "emailaddress", "guestemailaddress", "mail"],
        [TableColumn.Language] = ["language", "guestlanguage", "lang", "locale"],
        [TableColumn.Guests] = ["guests", "numberofguests", "ofguests", "noofguests", "guestcount", "totalguests", "people", "persons", "pax", "occupancy"],
        [TableColumn.Adults] = ["adults", "ofadults", "numberofadults", "noofadults"],
        [TableColumn.Children] = ["children", "ofchildren", "numberofchildren", "noofchildren", "kids"],
        [TableColumn.Infants] = ["infants", "ofinfants", "numberofinfants", "noofinfants", "babies"],
        [TableColumn.Channel] = ["channel", "channelname", "source", "portal", "platform", "bookingsource", "bookingchannel", "ota"],
    };

    /// <summary>Where each known column stands.</summary>
    public static IReadOnlyDictionary<TableColumn, int> Of(IReadOnlyList<string> header)
    {
        var plain = header.Select(Plain).ToList();
        var found = new Dictionary<TableColumn, int>();
        foreach (var (column, names) in Names)
        {
            if (names.Select(name => plain.IndexOf(name)).FirstOrDefault(at => at >= 0, -1) is var at and >= 0)
            {
                found[column] = at;
            }
        }

        return found;
    }

    /// <summary>A header without what programs write differently.</summary>
    public static string Plain(string header) => string.Concat(header.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
