import Domain

extension DoorstepTexts {
    /// The words in Spanish, as people in the United States speak it; the reader is *usted*.
    static let spanish = DoorstepTexts(
        language: .spanish, page: .spanish, ask: .spanish, scope: .spanish, term: .spanish, signIn: .spanish,
        progress: .spanish, accounts: .spanish, answer: .spanish, end: .spanish, control: .spanish, visits: .spanish,
        letter: .spanish,
        status: .spanish, fault: .spanish)
}

extension PageTexts {
    fileprivate static let spanish = PageTexts(
        otherLanguage: "English",
        skip: "Ir al contenido",
        back: "Volver",
        error: "Error: {title}",
        faults: Counted("Hay una cosa que corregir", "Hay {count} cosas que corregir"),
        reveal: "Mostrar lo que escribo",
        made: "{organization} ofrece esta página con Tieline, en sus propias computadoras.",
        opensTab: "(se abre en otra pestaña)",
        utilityOf: "Compañía {number} de {count}",
        stepOver: "Este paso ya se hizo, aquí o en otro dispositivo. Así están las cosas ahora.",
        problem: "Esto no funcionó",
        problemAdvice: "El error es nuestro, no suyo, y quedó anotado. Inténtelo de nuevo en unos minutos.",
        incident: "Si pide ayuda, dé este número: {incident}",
        tooFast: "Un momento, por favor",
        tooFastAdvice: Counted(
            "Se envió demasiado a la vez. Inténtelo de nuevo en un segundo.",
            "Se envió demasiado a la vez. Inténtelo de nuevo en {count} segundos."))
}

extension AskTexts {
    fileprivate static let spanish = AskTexts(
        authorize: "{organization} le pide permiso para leer sus facturas y su consumo de {utility}",
        reauthorize: "{organization} le pide que renueve su permiso para leer sus facturas y su consumo de {utility}",
        repair: "{organization} le pide que vuelva a iniciar sesión en {utility}",
        accounts: "{organization} le pide que vuelva a iniciar sesión en {utility} para encontrar cuentas nuevas",
        several: "{organization} necesita su ayuda con {utilities}",
        authorizeItem: "Dar su permiso",
        reauthorizeItem: "Renovar su permiso",
        repairItem: "Volver a iniciar sesión",
        accountsItem: "Volver a iniciar sesión para encontrar cuentas nuevas",
        recipient: "Para {name}",
        recipientFor: "Para {name}, sobre las cuentas de {customer}",
        note: "{organization} le escribe",
        shared: "Lo que usted comparte",
        bills: "Sus facturas, con los importes y los documentos",
        usage: "Cuánto consumió y cuándo",
        accountDetails: "Números de cuenta y de medidor, tarifa y dirección del servicio",
        monthsBack: Counted("Desde el último mes", "Desde los últimos {count} meses"),
        ongoingEnd: "Nada con fecha posterior al {date}",
        behind: "Quién está detrás de esto",
        check: "Para asegurarse de que es verdad, pregunte usted mismo a {organization}: {contact}",
        checkYourself: "Para asegurarse de que es verdad, llame a {organization} a un número que usted ya conozca.",
        next: """
            Después, usted inicia sesión en {utility}. Su contraseña se guarda cifrada y se usa para leer estos datos y \
            para nada más.
            """,
        nextCode: "Después, {utility} le envía un código. No necesita ninguna contraseña.",
        nextNothing: "Eso es todo: no necesita iniciar sesión.",
        proceed: "Continuar",
        decline: "Rechazar",
        stop: "Puede detener esto en cualquier momento.",
        handOver: "Otra persona administra esta cuenta",
        silence: "No me envíen más recordatorios",
        silenced: "Ya no recibe recordatorios sobre esto.",
        answerBy: "Puede responder hasta el {date}.")
}

extension ScopeTexts {
    fileprivate static let spanish = ScopeTexts(
        back: "Desde cuándo",
        everything: "Todo, por antiguo que sea",
        later: "Y lo que venga después",
        laterToo: "También lo que se agregue mientras dure su permiso",
        laterNot: "Solo lo que hay hoy",
        wrongChoice: "Elija desde cuándo, y si también se comparte lo que venga después.")
}

extension TermTexts {
    fileprivate static let spanish = TermTexts(
        heading: "Por cuánto tiempo",
        change: "Cambiar",
        span: "Por {span}, hasta el {date}",
        until: "Hasta el {date}",
        untilRevoked: "Hasta que usted lo revoque",
        spanChoice: "{span}, hasta el {date}",
        dateChoice: "Hasta un día que yo elijo",
        untilRevokedChoice: "Hasta que yo lo revoque",
        day: "Último día",
        days: Counted("1 día", "{count} días"),
        weeks: Counted("1 semana", "{count} semanas"),
        months: Counted("1 mes", "{count} meses"),
        years: Counted("1 año", "{count} años"),
        kept: "Su permiso sigue igual: hasta el {date}. Puede cambiarlo con el enlace de su comprobante.",
        keptUntilRevoked: "Su permiso sigue igual: hasta que usted lo revoque con el enlace de su comprobante.",
        wrongDay: "Elija un último día que no haya pasado y que no esté a más de 25 años.",
        wrongChoice: "Elija por cuánto tiempo.")
}

extension SignInTexts {
    fileprivate static let spanish = SignInTexts(
        title: "Inicie sesión en {utility}",
        update: "Actualice sus datos de acceso",
        lead: "Escriba los datos con los que entra en {utility}.",
        utility: "Compañía",
        portal: "Página de acceso",
        other: "Esta no es mi compañía",
        otherTitle: "¿Cuál es su compañía?",
        otherLead: "{organization} preguntó por {utility}. Si su cuenta es de otra compañía, elíjala aquí.",
        otherLabel: "Su compañía",
        otherChoose: "Elija una",
        otherProceed: "Continuar con esta compañía",
        otherWrong: "Elija su compañía de la lista.",
        username: "Usuario ({label})",
        password: "Contraseña ({label})",
        keep: "Déjelo vacío para conservar el dato que tenemos.",
        keepLogin: "Déjelo vacío para conservar {login}.",
        attempts: Counted(
            "Queda un intento antes de que {utility} bloquee esta cuenta.",
            "Quedan {count} intentos antes de que {utility} bloquee esta cuenta."),
        attemptsNone: "{utility} puede bloquear esta cuenta con el próximo error. Asegúrese antes de seguir.",
        deepLink: "Vaya primero a {utility} y después vuelva a esta página.",
        deepLinkLabel: "Abrir {utility}",
        who: "Quién lo pide",
        whatFor: "Para qué compañía",
        whatForText: "{utility}, en {host}",
        done: "Qué se hace con estos datos",
        doneText: """
            Se guardan cifrados y se escriben en la página de acceso de {utility}, y en ningún otro lugar. Las personas \
            de {organization} no los ven.
            """,
        takeBack: "Cómo retirarlos",
        takeBackText: """
            Con el enlace del comprobante que recibe por correo electrónico. Los datos de acceso y todo lo que se leyó se \
            borran enseguida.
            """,
        submit: "Iniciar sesión",
        invalid: "Datos de acceso no válidos",
        invalidUsername: "{utility} no conoce este usuario.",
        invalidText: "{utility} no aceptó este usuario y esta contraseña.",
        again: "Haga clic aquí para intentarlo de nuevo",
        locked:
            "{utility} bloqueó el acceso en línea por ahora. Primero desbloquéelo con ellos y después inicie sesión aquí.",
        newPassword: "{utility} pide una contraseña nueva. Primero créela en su sitio y después escríbala aquí.",
        moreDetails: "{utility} pide un dato más. Respóndalo abajo.",
        actionFirst:
            "{utility} quiere que primero haga algo en su propio sitio. Hágalo allí y después inicie sesión aquí.",
        codeRejected: "{utility} no aceptó el código. Inicie sesión de nuevo y recibirá otro.",
        codeTimedOut: "No llegó ningún código a tiempo. Inicie sesión de nuevo y recibirá otro.",
        notApproved: "El acceso no se aprobó a tiempo. Inicie sesión de nuevo y tenga su teléfono a mano.",
        siteDown: """
            El sitio de {utility} no respondió. Inténtelo de nuevo en unos minutos, o vuelva más tarde con el mismo enlace.
            """,
        ours: "{utility} mostró algo que todavía no conocemos. Nos toca resolverlo a nosotros: usted no hizo nada mal.",
        noAccounts: """
            El acceso funcionó, pero {utility} no muestra ninguna cuenta. Quizás usted tiene otro usuario, o la cuenta \
            todavía se debe agregar en su sitio.
            """,
        underWay: "Ya se está iniciando sesión. Espere hasta que termine.")
}

extension ProgressTexts {
    fileprivate static let spanish = ProgressTexts(
        title: "Conectando con {utility}",
        lead:
            "Tarda más o menos un minuto. Puede cerrar esta página: el proceso sigue, y su enlace lo trae de vuelta aquí.",
        heading: "Avance",
        queued: "Esperando su turno",
        openingPortal: "Abriendo el sitio de {utility}",
        signingIn: "Iniciando sesión",
        answeringPrompt: "Respondiendo una pregunta",
        waitingForCode: "Esperando el código",
        readingAccounts: "Leyendo sus cuentas",
        fetchingBills: "Buscando la última factura",
        saving: "Guardando lo que se encontró",
        done: "listo",
        now: "en curso",
        failed: "se detuvo aquí",
        later: "pendiente",
        say: "{step}, paso {number} de {count}.",
        reload: "Ver cómo va",
        codeTitle: "{utility} quiere confirmar que es usted",
        codeLead: "{utility} le envía un código corto. Tenga a mano su teléfono o su correo.",
        codeNoPassword: "Para esto no necesita ninguna contraseña.",
        sendCode: "Envíenme un código",
        codeAgain: "El último código no sirvió.",
        codeSent: "{utility} envió un código.",
        codeSentTo: "{utility} envió un código a {destination}.",
        codeSentMail: "{utility} envió un código por correo electrónico.",
        codeSentMailTo: "{utility} envió un código por correo electrónico a {destination}.",
        codeSentText: "{utility} envió un código por mensaje de texto.",
        codeSentTextTo: "{utility} envió un código por mensaje de texto a {destination}.",
        codeSentCall: "{utility} le dice un código por teléfono.",
        codeSentCallTo: "{utility} le dice un código por teléfono, al {destination}.",
        codeFromApp: "{utility} pide el código que muestra su aplicación.",
        codeLabel: "El código",
        codeDigits: Counted("1 cifra. Los espacios no importan.", "{count} cifras. Los espacios no importan."),
        codeDigitsRange: "De {least} a {most} cifras. Los espacios no importan.",
        codeSigns: Counted(
            "1 letra o cifra. Los espacios no importan.", "{count} letras o cifras. Los espacios no importan."),
        codeSignsRange: "De {least} a {most} letras o cifras. Los espacios no importan.",
        codeLeft: "Puede usarlo durante {time} más.",
        useCode: "Usar este código",
        codeOver: "Ya no se espera este código. Así están las cosas ahora.",
        approve: "Abra el mensaje de {utility} y apruebe el acceso allí. Después, esta página sigue sola.")
}

extension AccountTexts {
    fileprivate static let spanish = AccountTexts(
        title: "Lo que se encontró",
        lead: "{utility} nos dejó entrar. Marque lo que quiere compartir con {organization}.",
        legend: "Cuentas",
        account: "Cuenta {number}",
        electricity: "Electricidad",
        gas: "Gas",
        water: "Agua",
        share: "Compartir lo marcado",
        none: "Marque al menos una cuenta. Si no quiere compartir nada, rechace la solicitud.",
        thanks: "Gracias",
        shared: "Esto es lo que usted comparte con {organization}.",
        until: "Hasta el {date}",
        untilRevoked: "Hasta que usted lo revoque",
        control: """
            Le llega un comprobante por correo electrónico. Su enlace muestra todo lo que se lee, y con él puede \
            cambiarlo, pausarlo o revocarlo en cualquier momento.
            """,
        controlLost: "¿No le llegó?",
        goBack: "Volver a {organization}",
        close: "Puede cerrar esta página.")
}

extension AnswerTexts {
    fileprivate static let spanish = AnswerTexts(
        declineTitle: "¿Quiere rechazar la solicitud?",
        declineLead:
            "Le decimos a {organization} que usted dijo que no. No se pregunta más y no se comparte nada nuevo.",
        declineKeep: "Un permiso que dio antes sigue igual. Puede revocarlo con el enlace de su comprobante.",
        declineReason: "¿Por qué?",
        declineReasonHint: "Solo si usted quiere. Lo lee {organization}.",
        decline: "Rechazar",
        handOverTitle: "¿Quién administra esta cuenta?",
        handOverLead: """
            Enviamos esta pregunta a esa persona y se lo decimos a {organization}. El enlace de usted deja de funcionar, y \
            no recibe más recordatorios.
            """,
        handOverName: "Nombre",
        handOverEmail: "Correo electrónico",
        handOver: "Pasar la pregunta",
        handedOver: "Listo, ya la pasamos",
        handedOverText: "La pregunta va en camino a la persona que usted nombró. Usted no tiene que hacer nada más.",
        silenced: "Ya no recibe recordatorios sobre esto. Su enlace sigue funcionando hasta que venza.",
        optional: "opcional")
}

extension EndTexts {
    fileprivate static let spanish = EndTexts(
        declined: "Usted rechazó la solicitud",
        declinedText: "{organization} sabe que usted dijo que no. No se comparte nada nuevo.",
        declinedChange: "Si cambia de opinión, pida un enlace nuevo a {organization}.",
        healed: "Ya funciona otra vez",
        healedText: "Lo que pidió {organization} ya está resuelto. Usted no tiene que hacer nada más.",
        expired: "El plazo para responder terminó",
        expiredText: """
            Nadie respondió a tiempo, así que no se comparte nada nuevo. Si todavía quiere hacerlo, pida un enlace nuevo \
            a {organization}.
            """,
        revoked: "{organization} retiró esta pregunta",
        revokedText: "Usted no tiene que hacer nada.",
        linkExpired: "Este enlace venció",
        linkExpiredText: """
            Por su seguridad, los enlaces funcionan solo unos días. La pregunta sigue abierta: podemos enviar un enlace \
            nuevo a la misma dirección.
            """,
        renew: "Envíenme un enlace nuevo",
        renewed: "Revise su correo",
        renewedText:
            "Si la pregunta sigue abierta, un enlace nuevo va en camino a la dirección que recibió el primero.",
        linkRevoked: "Este enlace ya no funciona",
        linkRevokedText: "Hay un mensaje más nuevo con otro enlace, o la pregunta pasó a otra persona.",
        unknown: "Este enlace no lleva a ningún lado",
        unknownText: "Copie la dirección completa del mensaje, o abra otra vez el mensaje y use su botón.",
        unknownPassword: "Si un mensaje con este enlace le pidió su contraseña, no se la dé a nadie.",
        waiting: "Ahora usted no tiene que hacer nada",
        waitingText: "Le escribimos cuando sea su turno. Su enlace sigue funcionando.",
        held: "Un momento, por favor",
        heldText: "Puede haber un problema en la compañía. Le escribimos cuando pase, si todavía hay algo que hacer.",
        ask: "¿Preguntas? Consulte a {organization}: {contact}",
        askYourself: "¿Preguntas? Consulte a {organization}.")
}

extension ControlTexts {
    fileprivate static let spanish = ControlTexts(
        title: "Lo que usted comparte con {organization}",
        lead: "Todo lo que {organization} lee de sus compañías con su permiso. Puede cambiarlo en cualquier momento.",
        none: "Ahora usted no comparte nada con {organization}.",
        permission: "Permiso",
        since: "Desde",
        until: "Hasta el {date}",
        untilRevoked: "Hasta que usted lo revoque",
        ended: "Terminó el {date}",
        changeTerm: "Cambiar por cuánto tiempo",
        changeTermTitle: "¿Por cuánto tiempo puede {organization} leer sus datos de {utility}?",
        changeTermLead: "El nuevo plazo cuenta desde hoy.",
        changeTermSubmit: "Guardar",
        login: "Entra como",
        lastRead: "Última lectura",
        never: "Todavía no",
        accounts: "Cuentas que usted comparte",
        accountsSubmit: "Guardar lo marcado",
        noAccounts: "Todavía no se leyó ninguna cuenta.",
        visits: "Qué se hizo con su permiso",
        noVisits: "Todavía no se leyó nada.",
        pause: "Pausar",
        pauseText: "Mientras está en pausa, no se lee nada.",
        resume: "Seguir leyendo",
        revoke: "Revocar",
        revokeTitle: "¿Quiere revocar su permiso para {utility}?",
        revokeLead: "Esto pasa enseguida:",
        revokeSignIn: "Se borran sus datos de acceso de {utility}. Desde aquí ya nadie puede entrar con ellos.",
        revokeCollected: "Se borran aquí todas las facturas, lecturas y números de cuenta que se leyeron de {utility}.",
        revokeStops: "Ya no se lee nada de {utility}, y se le avisa a {organization}.",
        revokeCopies:
            "Lo que {organization} copió antes a otro lugar no está en nuestras manos. Pídales que lo borren.",
        revokeFinal: "No se puede deshacer. Para compartir otra vez, usted da un permiso nuevo.",
        revokeSubmit: "Revocar y borrar",
        keep: "Seguir compartiendo",
        paused: "En pausa. No se lee nada hasta que usted lo diga.",
        resumed: "La lectura sigue.",
        revoked: "Su permiso está revocado. Se borraron los datos de acceso y todo lo que se leyó.",
        termChanged: "Guardado. Este es el nuevo plazo.",
        accountsChanged: "Guardado. Desde ahora se comparte solo lo marcado.",
        unknown: "Este enlace no lleva a ningún lado",
        unknownText: "Quizás uno más nuevo lo reemplazó. Podemos enviarle su enlace otra vez.",
        lostTitle: "¿Perdió su enlace?",
        lostLead:
            "Escriba la dirección en la que recibió su comprobante. Le enviamos el enlace a lo que usted comparte.",
        lostEmail: "Correo electrónico",
        lostSubmit: "Envíenme mi enlace",
        lostSent: "Revise su correo",
        lostSentText: """
            Si alguien con esta dirección comparte algo, el enlace va en camino. Si no llega nada en unos minutos, pruebe \
            con la dirección que recibió su comprobante.
            """,
        lostLink: "Envíenme mi enlace otra vez")
}

extension VisitTexts {
    fileprivate static let spanish = VisitTexts(
        first: "Primer acceso a {utility}",
        schedule: "Acceso regular a {utility}",
        manual: "Acceso a {utility}, pedido por {organization}",
        repair: "Acceso a {utility} con datos nuevos",
        rehearsal: "Acceso a {utility} para probar los códigos",
        canary: "Acceso a {utility} para ver si su sitio funciona",
        worked: "Funcionó.",
        failed: "No funcionó.",
        underWay: "Está en curso.",
        download: "{organization} abrió una factura",
        codeUsed: "Se leyó un código de {utility} y se usó para entrar",
        billKept: "Se leyó una factura de {utility} de un correo reenviado",
        messageRead: "Se leyó un mensaje de {utility} que no hacía falta",
        messageNotRead: "Llegó un mensaje que no era de {utility}: no se leyó",
        mailRefused: "Llegó un correo después de que terminara su permiso: no se guardó nada")
}

extension LetterTexts {
    fileprivate static let spanish = LetterTexts(
        hello: "Hola, {name}:",
        subjectAuthorize: "{organization} le pide permiso: {utility}",
        subjectReauthorize: "{organization}: renueve su permiso para {utility}",
        subjectRepair: "{organization}: vuelva a iniciar sesión en {utility}",
        subjectAccounts: "{organization}: inicie sesión en {utility} para encontrar cuentas nuevas",
        subjectSeveral: "{organization} necesita su ayuda: {utilities}",
        subjectReminder: "Recordatorio: {subject}",
        subjectRenewal: "Su permiso para {utility} termina el {date}",
        subjectRenewalSeveral: "Su permiso para {utilities} termina pronto",
        subjectReceipt: "Comprobante: lo que usted comparte con {organization}",
        subjectControlLink: "Su enlace a lo que comparte con {organization}",
        subjectRevoked: "Revocado: su permiso para {organization}",
        subjectHandedOver: "{organization}: la pregunta sobre {utilities} pasó a otra persona",
        authorize: "{organization} le pide permiso para leer sus facturas y su consumo de {utility}.",
        reauthorize: """
            Su permiso para que {organization} lea sus facturas y su consumo de {utility} termina el {date}. Por favor, \
            renuévelo.
            """,
        reauthorizeEnded: """
            Su permiso para que {organization} lea sus facturas y su consumo de {utility} terminó. Por favor, renuévelo.
            """,
        repair: """
            {organization} ya no puede leer sus facturas y su consumo de {utility}, porque los datos de acceso cambiaron o \
            {utility} quiere confirmar que es usted. Por favor, vuelva a iniciar sesión.
            """,
        accounts:
            "Hay cuentas nuevas en {utility}. Por favor, vuelva a iniciar sesión para que {organization} las encuentre.",
        several: "{organization} necesita su ayuda con estas compañías. Un solo enlace lo lleva por todas:",
        authorizeItem: "{utility}: dar su permiso",
        reauthorizeItem: "{utility}: renovar su permiso",
        repairItem: "{utility}: volver a iniciar sesión",
        accountsItem: "{utility}: volver a iniciar sesión para encontrar cuentas nuevas",
        renewal: "Su permiso para que {organization} lea sus facturas y su consumo de {utility} termina el {date}.",
        renewalSeveral: "Sus permisos para que {organization} lea sus facturas y su consumo terminan pronto:",
        renewalItem: "{utility}: hasta el {date}",
        renewalElse: "Si no lo renueva, ese día se borran sus datos de acceso y ya no se lee nada.",
        reminder: "Le escribimos hace unos días y todavía no tenemos respuesta.",
        receipt: "Gracias. Esto es lo que {organization} puede leer con su permiso:",
        receiptItem: "{utility}: hasta el {date}",
        receiptItemUntilRevoked: "{utility}: hasta que usted lo revoque",
        receiptControl: """
            Su propia página muestra qué se lee y cuándo. Allí puede cambiar por cuánto tiempo, elegir cuentas, pausar o \
            revocar todo.
            """,
        controlLink: "Este es el enlace a su propia página. Muestra lo que {organization} lee con su permiso.",
        controlLinkNotYou: "Si usted no lo pidió, no tiene que hacer nada. No reenvíe este mensaje.",
        revoked: "Su permiso para que {organization} lea sus facturas y su consumo de {utilities} está revocado.",
        revokedDeleted: "Aquí se borraron sus datos de acceso y todo lo que se leyó con ellos. Ya no se lee nada.",
        revokedControl: "Su propia página muestra lo que usted todavía comparte.",
        handedOver: """
            Alguien con su enlace pasó a otra persona la pregunta de {organization} sobre {utilities}. El enlace de usted \
            ya no funciona, y no recibe más recordatorios.
            """,
        handedOverNotYou: "Si no fue usted, avise a {organization}: puede retirar la pregunta.",
        note: "{organization} le escribe:",
        buttonAuthorize: "Leer y responder",
        buttonRenew: "Renovar su permiso",
        buttonRepair: "Volver a iniciar sesión",
        buttonControl: "Abrir su página",
        minute: "Tarda más o menos un minuto.",
        answerBy: "Puede responder hasta el {date}.",
        sayNo: "En la misma página puede decir que no, nombrar a otra persona o detener estos recordatorios.",
        linkEnds: "El enlace funciona hasta el {date}.",
        keepLink: "Guarde este mensaje: el enlace es la llave de esa página.",
        noPassword: "Nunca envíe una contraseña por correo electrónico. Nadie se la pide de esa manera.",
        check: "¿Es verdadero este mensaje? Pregunte usted mismo a {organization}: {contact}",
        checkYourself: "¿Es verdadero este mensaje? Llame a {organization} a un número que usted ya conozca.",
        address: "Si el botón no funciona, abra esta dirección:",
        why: "Recibe este mensaje porque {organization} lo nombró como titular o administrador de estas cuentas.")
}

extension StatusTexts {
    fileprivate static let spanish = StatusTexts(
        pending: "Estamos preparando su conexión con {utility}. Ahora usted no tiene que hacer nada.",
        connected: "Su cuenta de {utility} está conectada.",
        underInvestigation: "{utility} cambió algo en su sitio y nos estamos adaptando. Usted no tiene que hacer nada.",
        passwordIncorrect: """
            {utility} no aceptó los datos de acceso que tenemos. Quizás cambiaron hace poco; escribir los actuales tarda \
            un minuto.
            """,
        mfaTokenExpired:
            "{utility} quiere confirmar con un código corto que es usted. Tenga a mano su teléfono o su correo.",
        newPasswordNeeded: """
            {utility} pide una contraseña nueva de vez en cuando. Por favor, créela en su sitio y después escríbala aquí.
            """,
        additionalCredentialsNeeded: "{utility} pide un dato más antes de dejarnos entrar.",
        accountLocked: """
            {utility} bloqueó el acceso en línea por ahora, como medida de seguridad. Cuando usted lo desbloquee con \
            ellos, podemos volver a conectar.
            """,
        websiteDown:
            "El sitio de {utility} no está disponible en este momento. Seguimos intentando y nos ponemos al día solos.",
        urlInaccessible: "No podemos llegar a {utility} en la dirección que tenemos. Estamos buscando la correcta.",
        noAccountsFound: """
            Pudimos entrar, pero {utility} todavía no muestra ninguna cuenta. Quizás usted tiene otro usuario, o la cuenta \
            todavía se debe agregar en su sitio.
            """,
        otherError: "Tuvimos un problema con {utility} y lo estamos revisando.",
        companyInactive: "Esta conexión descansa porque quien ofrece el servicio lo apagó.",
        authorizationExpired: "Su permiso para usar sus datos de {utility} terminó. Puede renovarlo con un formulario.",
        authorizationDeclined:
            "Usted eligió no compartir sus datos de {utility}. Puede cambiar de opinión cuando quiera.",
        authorizationRevoked: "Ya no se comparte nada y sus datos se borraron aquí. Gracias por haberlo usado.",
        providerRetired: "{utility} mudó su servicio en línea. Le avisamos en cuanto haya otra manera de conectar.",
        paused: "La lectura está en pausa. Todo está en orden.")
}

extension FaultTexts {
    fileprivate static let spanish = FaultTexts(
        missing: "Escriba algo aquí.",
        tooLong: "Escriba menos caracteres.",
        unreadable: "Hay caracteres que no se pueden ver. Bórrelo y escríbalo de nuevo.",
        notAnAddress: "Escriba un correo electrónico como nombre@example.com.",
        notAnOption: "Elija una opción de la lista.",
        notACode: "Escriba el código exactamente como llegó.",
        rejectedBefore: "{utility} ya rechazó esta contraseña, por eso no se envía otra vez. Escriba la actual.",
        handedOverOften: "Esta pregunta ya se pasó varias veces, así que se queda aquí. Usted puede rechazarla.",
        other: "Por favor, revise lo que está aquí.")
}
